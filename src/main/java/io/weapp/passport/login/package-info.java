/**
 * The code of {@code wx.login} becomes a login state.
 *
 * <ul>
 *   <li>R8.1 - A good code gives 200 and a login state; openid and session key are not in it.
 *   <li>R8.2 - Twenty first logins of one person at once give one user and twenty answers.
 *   <li>R8.3 - Profile data in the login body that fails its checks does not cost the login: it is ignored and named in
 *       {@code warnings}.
 *   <li>R8.4 - An {@code Authorization} header on a login is ignored, whatever it holds.
 *   <li>R8.5 - No transaction is open while WeChat is asked.
 *   <li>R8.6 - The same request under the same {@code Idempotency-Key} gets the same session for 60 seconds, and waits for
 *       one that is under way, on whatever node; after a logout or disabling it gets what a used code gets.
 *   <li>R8.7 - A used code under another key, or under none, is refused and recorded.
 *   <li>R8.8 - An attempt that failed, or whose node was killed, stands in the way of its repetition for seconds at most.
 *   <li>R8.9 - Code and key are stored hashed.
 * </ul>
 */
@NullMarked
package io.weapp.passport.login;

import org.jspecify.annotations.NullMarked;
