/** What stores of rows share: pages of a long list, and what happens when two transactions want the same row. */
@NullMarked
package io.weapp.passport.store;

import org.jspecify.annotations.NullMarked;
