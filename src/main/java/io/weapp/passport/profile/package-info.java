/** What a user lets a mini program know, as the user sees it. */
@NullMarked
package io.weapp.passport.profile;

import org.jspecify.annotations.NullMarked;
