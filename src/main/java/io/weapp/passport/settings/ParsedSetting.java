package io.weapp.passport.settings;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A setting with a form of its own, parsed again when its text changes; of a malformed change the last good value stays. */
public final class ParsedSetting<T> {

    private static final Logger LOG = System.getLogger(ParsedSetting.class.getName());

    private final String name;
    private final Supplier<String> text;
    private final Function<String, T> parser;
    private volatile @Nullable Reading<T> last;

    private record Reading<T>(String text, T value) {}

    /**
     * Reads nothing yet.
     *
     * @param parser throws {@link IllegalArgumentException} with a message for the operator if the text is malformed
     */
    public ParsedSetting(String name, Supplier<String> text, Function<String, T> parser) {
        this.name = name;
        this.text = text;
        this.parser = parser;
    }

    /**
     * The value of now, or the last good one.
     *
     * @throws IllegalStateException if the text is malformed and there was never a good one
     */
    public T value() {
        Reading<T> known = last;
        String now = text.get();
        return known != null && known.text().equals(now) ? known.value() : changed(now);
    }

    private synchronized T changed(String now) {
        Reading<T> known = last;
        if (known != null && known.text().equals(now)) {
            return known.value();
        }
        T value;
        try {
            value = parser.apply(now);
        } catch (IllegalArgumentException e) {
            if (known == null) {
                throw new IllegalStateException(name + " is not valid: " + e.getMessage(), e);
            }
            LOG.log(Level.ERROR, "{0} is not valid, the value before stays in use: {1}", name, e.getMessage());
            value = known.value();
        }
        last = new Reading<>(now, value);
        return value;
    }
}
