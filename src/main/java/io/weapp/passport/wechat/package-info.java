/**
 * WeChat's server, as its pages and its real behaviour describe it.
 *
 * <ul>
 *   <li>R6.1 - A code exchange is sent once; a lost answer is never repeated, for the code may be spent.
 *   <li>R6.2 - Every wait has a bound; WeChat slow, down or lying is {@code wechat_unavailable}.
 *   <li>R6.3 - Success is {@code errcode} absent or 0; what an errcode means stands in one table.
 *   <li>R6.4 - AppSecret, code and session key appear in no log line and in no exception text.
 *   <li>R6.5 - A WeChat that does not answer is left alone for a while, for each app and family of the API; only so many requests
 *       wait for it at a time.
 *   <li>R6.6 - What does no harm when done twice is asked of the next host when one fails, and again when WeChat is busy.
 *       The host that answered then is asked first for a minute, for codes as well.
 *   <li>R6.7 - Operators can read what each errcode means: cause, who must act, remedy.
 *   <li>R6.8 - An app with API keys makes its calls signed and encrypted where WeChat takes them so, and believes no other
 *       answer than one that WeChat has signed and encrypted for it within five minutes.
 * </ul>
 */
@NullMarked
package io.weapp.passport.wechat;

import org.jspecify.annotations.NullMarked;
