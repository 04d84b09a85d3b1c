/**
 * Users and what WeChat calls them: identities and the ring of session keys.
 *
 * <ul>
 *   <li>R4.1 - A user has an opaque id of our own; an openid is never shown to a client.
 *   <li>R4.2 - One (appId, openId) belongs to one identity, however many first logins arrive at once.
 *   <li>R4.3 - The session-key ring keeps the newest key and its predecessor, ordered by the time their exchange with
 *       WeChat started, so that a slow answer cannot put an old key over a new one.
 *   <li>R4.4 - WeChat's placeholder for people who show no profile never overwrites what is known.
 *   <li>R4.5 - One unionId inside one Open Platform account (the label of the app) is one user, however many first logins in
 *       however many apps arrive at once.
 *   <li>R4.6 - An identity that learns its unionId later joins the user who has it, if one of the two users has no history:
 *       one identity, not disabled, and nothing given to an app, be it profile, phone, picture or consent. Sessions go along and
 *       stay good, and the former id leads to the user who is kept.
 *   <li>R4.7 - Two users with a history are noted as a conflict, once, and joined by an operator or never. So are two who have
 *       an identity in the same app, which nobody can join.
 *   <li>R4.8 - A merge moves identities and sessions; who is disabled stays out, whichever of the two is kept.
 * </ul>
 */
@NullMarked
package io.weapp.passport.user;

import org.jspecify.annotations.NullMarked;
