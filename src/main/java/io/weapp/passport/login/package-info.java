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
 * </ul>
 */
@NullMarked
package io.weapp.passport.login;

import org.jspecify.annotations.NullMarked;
