/** Every configuration key in one place, read when used, and the clock. */
@NullMarked
package io.weapp.passport.settings;

import org.jspecify.annotations.NullMarked;
