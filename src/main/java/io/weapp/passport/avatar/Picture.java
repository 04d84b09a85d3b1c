package io.weapp.passport.avatar;

import java.util.Map;
import java.util.Objects;

/** A picture of ours in all its sizes. */
public record Picture(PictureName name, Map<PictureSize, byte[]> content) {

    byte[] in(PictureSize size) {
        return Objects.requireNonNull(content.get(size));
    }
}
