package io.weapp.passport.avatar;

import java.util.Optional;

/** Where the bytes of pictures are. Who writes or removes a picture holds the lock of its {@link StoredPicture}. */
interface AvatarStore {

    /** Keeps a picture that may be there already. */
    void put(Picture picture);

    Optional<byte[]> get(PictureName name, PictureSize size);

    /** Removes a picture that may be gone already. */
    void remove(PictureName name);
}
