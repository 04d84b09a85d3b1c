/** Another backend, made of nothing but the sample code in {@code docs/other-backends.md}. */
@NullMarked
package io.weapp.passport.st.backend;

import org.jspecify.annotations.NullMarked;
