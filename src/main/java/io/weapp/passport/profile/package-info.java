/**
 * What a user lets a mini program know, as the user sees it.
 *
 * <ul>
 *   <li>R31.1 - A nickname has 1 to 32 code points in Unicode form C; what cannot be seen or lets a name pose as another is
 *       taken out before they are counted. WeChat's placeholder is refused.
 *   <li>R31.2 - An avatar arrives as the one field {@code file} of a multipart form of bounded size, parts and time. It is served
 *       to anybody by the name of its content, unchanged for ever.
 * </ul>
 */
@NullMarked
package io.weapp.passport.profile;

import org.jspecify.annotations.NullMarked;
