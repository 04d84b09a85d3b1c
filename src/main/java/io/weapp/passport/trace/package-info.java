/**
 * What ties the lines of a log, and the logs of several systems, together.
 *
 * <ul>
 *   <li>R24.1 - Every line that is logged during a request, also by the server and by libraries, shows the request's id and its
 *       trace id; every line of background work shows the name of the job. <i>They stand in the name of the thread, which every
 *       server can log; {@code System.Logger} knows no context, and the servers' own have nothing in common.</i>
 *   <li>R24.2 - A trace context (W3C Trace Context) that came with a request goes on to the push webhook, with the message it
 *       brought; a request without one begins a trace. It does not go to WeChat, which has no use for it.
 *   <li>R24.3 - A malformed trace context is as good as none.
 * </ul>
 */
@NullMarked
package io.weapp.passport.trace;

import org.jspecify.annotations.NullMarked;
