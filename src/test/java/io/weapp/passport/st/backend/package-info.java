/** Another backend, made of nothing but the sample code in {@code src/site/other-backends.md}. */
@NullMarked
package io.weapp.passport.st.backend;

import org.jspecify.annotations.NullMarked;
