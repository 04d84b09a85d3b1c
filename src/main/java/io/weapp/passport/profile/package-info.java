/**
 * What a user lets a mini program know, as the user sees it.
 *
 * <ul>
 *   <li>R31.1 - A nickname has 1 to 32 code points in Unicode form C; what cannot be seen or lets a name pose as another is
 *       taken out before they are counted. WeChat's placeholder is refused.
 *   <li>R31.2 - An avatar arrives as the one field {@code file} of a multipart form of bounded size, parts and time. It is served
 *       to anybody by the name of its content, unchanged for ever.
 *   <li>R41.1 - Open data opens with the newest session key or its predecessor. What does not open has a name: damaged on its
 *       way, no key of ours, another app's or user's, too old or from the future, used before.
 *   <li>R41.2 - A ciphertext is good once. On profile and phone the same request gets the same answer as long as what it
 *       brought is stored.
 *   <li>R41.3 - Raw data counts only with WeChat's signature, made with the very key that opens the encrypted data.
 *   <li>R41.4 - Open data that names another openid is refused and recorded: identity is never taken from it.
 *   <li>R41.5 - The server signs with the session key and asks WeChat about it; nobody gets it to see.
 *   <li>R41.6 - Whatever is sent, the answer is never a 500.
 * </ul>
 */
@NullMarked
package io.weapp.passport.profile;

import org.jspecify.annotations.NullMarked;
