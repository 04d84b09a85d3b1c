/**
 * What other backends ask about users, with a service's access token.
 *
 * <ul>
 *   <li>R23.1 - A service reads only what its scopes name; the token of a user is refused here, and that of a service
 *       everywhere a user is meant.
 *   <li>R23.2 - A service sees openid and unionid, because payment and subscribe messages need them; it never sees a session
 *       key.
 *   <li>R23.3 - A service with {@code wechat-token:read} gets an app's WeChat token, so that one place in the company fetches it;
 *       every reading is on record.
 *   <li>R23.4 - A phone number is masked, unless the service has the scope {@code phone:read}.
 *   <li>R23.5 - A service asks WeChat about a user of an app by the user's id of today or a former one: whether the session key is
 *       good, for a new one, for the unionId of a payment, for the risk. A unionId told so joins users as one told by a login does.
 *       A code of a plugin is sent once.
 * </ul>
 */
@NullMarked
package io.weapp.passport.service;

import org.jspecify.annotations.NullMarked;
