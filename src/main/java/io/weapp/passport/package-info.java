/**
 * weapp-passport: the login of WeChat Mini Programs.
 *
 * <p>A mini program sends the code of {@code wx.login}; it gets a login state of our own, and every later call is checked
 * against it. Packages are features; imports go downward only:
 *
 * <ul>
 *   <li>use cases: {@code login}, {@code profile}, {@code oauth}, {@code service}, {@code admin}
 *   <li>state: {@code session}, {@code client}, {@code user}, {@code app}, {@code audit}, {@code operator}
 *   <li>capabilities: {@code wechat}, {@code token}, {@code vault}
 *   <li>leaves: {@code problem}, {@code settings}, {@code store}, {@code housekeeping}
 *   <li>operation, imported by nobody: {@code gate}, {@code health}, {@code start}
 * </ul>
 */
@NullMarked
package io.weapp.passport;

import org.jspecify.annotations.NullMarked;
