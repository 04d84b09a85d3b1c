/**
 * Where a request comes from: its id and the address of its client.
 *
 * <ul>
 *   <li>R18.1 - {@code X-Forwarded-For} is believed only as far as trusted proxies have written it: it is read from the
 *       right, over the proxies of {@code passport.trusted-proxies}, and the first address that is not one of them is the
 *       client. <i>Everything further left can be made up by the client.</i>
 *   <li>R18.2 - What is no address ends the reading; the last good address stands.
 *   <li>R18.3 - No text from a request is ever resolved by name.
 *   <li>R18.4 - An IPv6 client is counted by its /64, because one customer has at least that many addresses.
 * </ul>
 */
@NullMarked
package io.weapp.passport.origin;

import org.jspecify.annotations.NullMarked;
