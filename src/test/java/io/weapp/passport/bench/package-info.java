/** Measures what the tests must not depend on: how long things take. Run by hand; see each class. */
@NullMarked
package io.weapp.passport.bench;

import org.jspecify.annotations.NullMarked;
