package io.weapp.passport.user;

import io.weapp.passport.settings.Settings;
import jakarta.inject.Inject;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Stores the address of a picture of ours without our public URL, which may change. */
@Converter
public class AvatarUrlColumn implements AttributeConverter<@Nullable String, @Nullable String> {

    @Inject
    Settings settings;

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String url) {
        if (url == null || !url.startsWith(settings.issuer() + "/")) {
            return url;
        }
        return url.substring(settings.issuer().length());
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String stored) {
        return stored != null && stored.startsWith("/") ? settings.issuer() + stored : stored;
    }
}
