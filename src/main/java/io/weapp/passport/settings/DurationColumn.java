package io.weapp.passport.settings;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stores every duration as milliseconds. */
@Converter(autoApply = true)
public class DurationColumn implements AttributeConverter<@Nullable Duration, @Nullable Long> {

    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    @Override
    public @Nullable Duration convertToEntityAttribute(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
