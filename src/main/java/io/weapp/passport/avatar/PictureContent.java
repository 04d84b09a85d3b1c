package io.weapp.passport.avatar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The bytes of a picture. */
@Entity
@Table(name = "avatar_content")
public class PictureContent {

    @Id
    private String picture;

    @Column(name = "large_bytes")
    private byte[] large;

    @Column(name = "small_bytes")
    private byte[] small;

    protected PictureContent() {}

    static PictureContent of(Picture picture) {
        PictureContent content = new PictureContent();
        content.picture = picture.name().text();
        content.large = picture.in(PictureSize.LARGE);
        content.small = picture.in(PictureSize.SMALL);
        return content;
    }
}
