/**
 * WeChat's server, as its pages and its real behaviour describe it.
 *
 * <ul>
 *   <li>R6.1 - A code exchange is sent once; a lost answer is never repeated, for the code may be spent.
 *   <li>R6.2 - Every wait has a bound; WeChat slow, down or lying is {@code wechat_unavailable}.
 *   <li>R6.3 - Success is {@code errcode} absent or 0; what an errcode means stands in one table.
 *   <li>R6.4 - AppSecret, code and session key appear in no log line and in no exception text.
 * </ul>
 */
@NullMarked
package io.weapp.passport.wechat;

import org.jspecify.annotations.NullMarked;
