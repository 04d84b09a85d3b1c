/**
 * What operators do.
 *
 * <ul>
 *   <li>R17.1 - Every call but the login takes an operator's token: 401 without one, 403 with a user's or a service's.
 *   <li>R17.2 - Every act of an operator is recorded with the operator's name, in the transaction of the act.
 *   <li>R17.3 - A disabled user cannot log in, and all sessions of that user end with the order; no login that runs at the
 *       same time slips through.
 *   <li>R17.4 - Lists run from new to old in pages that neither repeat nor miss an entry while new ones arrive.
 *   <li>R17.5 - Whatever an operator sends, the answer is never a 500.
 *   <li>R17.6 - The doctor says of an app what is well, what is not and what to do about it, within seconds, whatever WeChat does.
 *   <li>R17.7 - Soon after the start the log says of each enabled app what the doctor found, unless {@code
 *       passport.doctor.at-start} is off; the start neither waits for it nor fails with it.
 * </ul>
 */
@NullMarked
package io.weapp.passport.admin;

import org.jspecify.annotations.NullMarked;
