/**
 * What WeChat thinks of nicknames and avatars, as far as an app's policy asks for it.
 *
 * <ul>
 *   <li>R33.1 - OFF asks nothing. REPORT shows everything at once and records what WeChat thinks. ENFORCE shows to others only what
 *       WeChat passes.
 *   <li>R33.2 - Under ENFORCE a nickname that WeChat does not pass is refused and nothing changes. WeChat's "review" counts as a
 *       refusal, for no second opinion follows.
 *   <li>R33.3 - What WeChat cannot be asked about now (it does not answer; the user was not there for two hours) is pending: its
 *       owner sees it, everybody else what was there before. WeChat is asked again, later and later, ten times at most; then it
 *       stays its owner's alone.
 *   <li>R33.4 - An avatar is pending until WeChat's push comes. A picture that is not passed is dropped and the one before stays. No
 *       push within 30 minutes is as no answer.
 *   <li>R33.5 - Every opinion is recorded, without what it is about.
 * </ul>
 */
@NullMarked
package io.weapp.passport.content;

import org.jspecify.annotations.NullMarked;
