/**
 * Who did what, when, and where from: kept for those who must answer for it.
 *
 * <ul>
 *   <li>R10.1 - Logins, refusals, ended sessions and every act of an operator are recorded.
 *   <li>R10.2 - A record never holds a secret, nor personal data other than the client's address: ids, reasons and numbers
 *       only, never text that somebody sent.
 *   <li>R10.3 - An event stands or falls with what it tells of: both are stored in one transaction. A refusal changes
 *       nothing, so it is answered even if it cannot be recorded; that is logged and counted.
 *   <li>R10.4 - Every event is sealed when it is recorded: an HMAC over all it says, under a key derived from the master
 *       key. An event that was altered or made up by somebody with access to the database alone is noticed.
 *   <li>R10.5 - Within seconds every event is linked, in the background: it gets the next place of the day (UTC) and an HMAC
 *       over day, place, its seal and the link before it. One that is missing is noticed, also at the end of a day, because
 *       the day's head covers the number of its events and its last link, and the next day begins with that head.
 *       <i>Linking when recording would make all logins wait for one another.</i>
 *   <li>R10.6 - Events are kept for {@code passport.audit.retention}, then purged by whole days; the oldest day that is left
 *       starts the chain.
 *   <li>R10.7 - Operators can search the log, newest first, and have the whole chain verified.
 *   <li>R10.8 - With a user's data the addresses in the user's events are erased, and the chain still holds: a seal covers a
 *       salted mark of the address, and the salt goes with it.
 * </ul>
 *
 * <p>Out of scope: an event deleted in the seconds before it is linked; a database set back to an earlier state as a whole
 * (compare the head of a day, which is also in the server's log); whoever has the master key.
 */
@NullMarked
package io.weapp.passport.audit;

import org.jspecify.annotations.NullMarked;
