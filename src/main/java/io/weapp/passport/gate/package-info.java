/**
 * What stands before and behind JAX-RS: request ids, size limits, and the answers to requests the server itself refuses.
 */
@NullMarked
package io.weapp.passport.gate;

import org.jspecify.annotations.NullMarked;
