/** System tests, and the systems they speak with. */
@NullMarked
package io.weapp.passport.st;

import org.jspecify.annotations.NullMarked;
