/**
 * Which documents, such as the privacy agreement, a user has agreed to inside an app.
 *
 * <ul>
 *   <li>R40.1 - Every agreement is kept with its time; agreeing to the newest version again changes nothing.
 * </ul>
 */
@NullMarked
package io.weapp.passport.consent;

import org.jspecify.annotations.NullMarked;
