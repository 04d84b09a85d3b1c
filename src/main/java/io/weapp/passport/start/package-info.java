/**
 * What happens before the first request, and after the last.
 *
 * <ul>
 *   <li>R9.1 - Migrations run before anything reads the database.
 *   <li>R9.2 - The start is refused, with a sentence that says why, if the master key is missing or is not the one that
 *       sealed the stored data.
 *   <li>R9.3 - The start is refused, with a sentence that says why, if a rate limit or the trusted proxies are malformed.
 *   <li>R9.4 - No request and no chore reads through a table that grows.
 *   <li>R9.5 - A database that is stopped, killed or hangs costs no acknowledged change and no wrong answer; once it answers
 *       again the node works again within 10 seconds, without a restart.
 *   <li>R9.6 - A database of an earlier release is brought to the schema of this one, and what it holds stays readable.
 *   <li>R9.7 - The start is also refused if a secret of the configuration is a sample that stands in documents.
 *   <li>R9.8 - So it is if the schema of the database is newer than this version, was left half done or was made by others.
 *   <li>R9.9 - A database that cannot be reached is waited for, but not for ever.
 *   <li>R9.11 - Behind nginx no session sticks to a node.
 *   <li>R9.12 - Behind nginx a client can choose neither its address nor the id of its request.
 *   <li>R9.13 - nginx lets out what is public, within our own bounds, and refuses in our own words.
 *   <li>R9.14 - A server that is told to end answers the login under way, however slow WeChat is.
 *   <li>R9.15 - A node that is killed costs the requests it had in hand, and gets its place again.
 *   <li>R9.16 - Nodes that are rolled one by one cost no request.
 * </ul>
 */
@NullMarked
package io.weapp.passport.start;

import org.jspecify.annotations.NullMarked;
