package io.weapp.passport.app;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sends about an app. A field that is absent stays as it is, and one that is null is taken away, which is why
 * this is read by hand. Every field that breaks a rule is noted, and {@link #check} names them all.
 */
public final class AppForm {

    private final JsonObject fields;
    private final String path;
    private final List<Problem.Violation> violations;

    private AppForm(JsonObject fields, String path, List<Problem.Violation> violations) {
        this.fields = fields;
        this.path = path;
        this.violations = violations;
    }

    /**
     * Reads a JSON object in UTF-8.
     *
     * @throws ProblemException {@code invalid_request} if it is anything else
     */
    public static AppForm of(byte @Nullable [] body) {
        try (JsonReader reader = Json.createReader(new InputStreamReader(
                new ByteArrayInputStream(body == null ? new byte[0] : body), StandardCharsets.UTF_8))) {
            return new AppForm(reader.readObject(), "", new ArrayList<>());
        } catch (RuntimeException e) {
            // The parser has no class of its own for documents that are nested too deeply.
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The body is not a JSON object.");
        }
    }

    /** Which of these fields are given, separated by commas. */
    String given(String... names) {
        return Arrays.stream(names).filter(fields::containsKey).collect(Collectors.joining(","));
    }

    boolean removes(String name) {
        return fields.get(name) == JsonValue.NULL;
    }

    /** The fields of an object; none if it is absent, null or something else. */
    AppForm within(String name) {
        JsonValue value = fields.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT);
        if (value == JsonValue.NULL || value instanceof JsonObject) {
            return new AppForm(
                    value == JsonValue.NULL ? JsonValue.EMPTY_JSON_OBJECT : value.asJsonObject(),
                    path + name + ".",
                    violations);
        }
        note(name, "must be an object");
        return new AppForm(JsonValue.EMPTY_JSON_OBJECT, path + name + ".", violations);
    }

    /** A text that may be missing. */
    @Nullable
    String text(String name, @Nullable String current, Pattern form, String rule) {
        return text(name, current, form.asMatchPredicate(), rule);
    }

    private @Nullable String text(String name, @Nullable String current, Predicate<String> form, String rule) {
        JsonValue value = fields.get(name);
        if (value == null) {
            return current;
        }
        if (value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonString text && form.test(text.getString())) {
            return text.getString();
        }
        note(name, rule);
        return current;
    }

    /** A text that must be there; empty only if that is noted. */
    String needed(String name, @Nullable String current, Pattern form, String rule) {
        return needed(name, current, form.asMatchPredicate(), rule);
    }

    /** The same for a rule that is more than a pattern. */
    String needed(String name, @Nullable String current, Predicate<String> form, String rule) {
        String text = text(name, current, form, rule);
        return text == null ? missing(name, "") : text;
    }

    <E extends Enum<E>> @Nullable E word(String name, @Nullable E current, Class<E> words) {
        String known =
                Arrays.stream(words.getEnumConstants()).map(AppForm::word).collect(Collectors.joining("|"));
        String text = text(
                name,
                current == null ? null : word(current),
                Pattern.compile(known),
                "must be one of " + known.replace("|", ", "));
        return text == null ? null : Enum.valueOf(words, text.toUpperCase(Locale.ROOT));
    }

    /** A word that must be there; the first of all only if that is noted. */
    <E extends Enum<E>> E neededWord(String name, @Nullable E current, Class<E> words) {
        E word = word(name, current, words);
        return word == null ? missing(name, words.getEnumConstants()[0]) : word;
    }

    @Nullable
    Duration duration(String name, @Nullable Duration current, Duration least, Duration most) {
        JsonValue value = fields.get(name);
        if (value == null) {
            return current;
        }
        if (value == JsonValue.NULL) {
            return null;
        }
        try {
            if (value instanceof JsonString text) {
                Duration duration = Duration.parse(text.getString());
                if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                    return duration;
                }
            }
        } catch (DateTimeException e) {
            // said below
        }
        note(name, "must be a duration from " + least + " to " + most + ", for example PT30M");
        return current;
    }

    @Nullable
    Integer number(String name, @Nullable Integer current, int least, int most) {
        JsonValue value = fields.get(name);
        if (value == null) {
            return current;
        }
        if (value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonNumber number && number.isIntegral()) {
            int whole = number.bigIntegerValue().bitLength() < Integer.SIZE ? number.intValue() : 0;
            if (whole >= least && whole <= most) {
                return whole;
            }
        }
        note(name, "must be a whole number from " + least + " to " + most);
        return current;
    }

    boolean flag(String name, boolean current) {
        JsonValue value = fields.getOrDefault(name, current ? JsonValue.TRUE : JsonValue.FALSE);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            note(name, "must be true or false");
        }
        return value == JsonValue.TRUE;
    }

    /** For a field that has no place here. */
    void refuse(String name, String rule) {
        if (fields.containsKey(name)) {
            note(name, rule);
        }
    }

    /**
     * Call it once all fields are read.
     *
     * @throws ProblemException {@code invalid_request} with every rule that was broken
     */
    void check() {
        if (!violations.isEmpty()) {
            throw new ProblemException(
                    Problem.of(ProblemType.INVALID_REQUEST, "The request breaks " + violations.size() + " rule(s).")
                            .violations(List.copyOf(violations)));
        }
    }

    /** The word that stands for a constant in JSON. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private <T> T missing(String name, T instead) {
        if (violations.stream().noneMatch(noted -> noted.field().equals(path + name))) {
            note(name, "must not be absent or null");
        }
        return instead;
    }

    private void note(String name, String rule) {
        violations.add(new Problem.Violation(path + name, rule));
    }

    /** It may hold secrets, so it is not printed. */
    @Override
    public String toString() {
        return "AppForm[" + fields.keySet() + "]";
    }
}
