package io.weapp.passport.profile;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /me/profile}: what {@code wx.getUserInfo} or {@code wx.getUserProfile} gave, untouched. */
public record ShownProfileRequest(
        @NotBlank @Size(max = 8192) String rawData,
        @NotBlank @Size(max = 100) String signature,
        @NotBlank @Size(max = 16384) String encryptedData,
        @NotBlank @Size(max = 100) String iv) {

    /** All of it, to know the same request again by. */
    String bytes() {
        return String.join("\n", rawData, signature, encryptedData, iv);
    }

    /** What people let us know is theirs, so it is not printed. */
    @Override
    public String toString() {
        return "ShownProfileRequest";
    }
}
