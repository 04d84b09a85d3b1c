/**
 * The avatars that users give themselves: pictures made anew from what was uploaded, and who shows which.
 *
 * <ul>
 *   <li>R32.1 - What a file is, its content says: JPEG, PNG, GIF and WebP are taken, whatever name and type they are sent with.
 *   <li>R32.2 - A picture is measured before it is decoded, and only so many are decoded at once, so that no file costs more
 *       memory than is planned.
 *   <li>R32.3 - Nothing of an uploaded file is served: the picture is decoded, turned upright, cut to the square in its middle
 *       and encoded anew.
 *   <li>R32.4 - A picture is named by its content. It is stored once however many show it, and deleted within minutes once nobody
 *       does.
 * </ul>
 */
@NullMarked
package io.weapp.passport.avatar;

import org.jspecify.annotations.NullMarked;
