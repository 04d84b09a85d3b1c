package io.weapp.passport.settings;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stores every instant as milliseconds since 1970 UTC: the same number on every database, untouched by the time zones of
 * server, driver and database session.
 */
@Converter(autoApply = true)
public class InstantColumn implements AttributeConverter<@Nullable Instant, @Nullable Long> {

    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
