package io.weapp.passport.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/** Recognises what people leave standing when they copy an example. */
public final class SampleSecret {

    private static final Pattern SAMPLE = Pattern.compile(
            "(.)\\1*|(change|replace|your|example|sample|insert|todo)[-_ ]?.*|(app|my|client)?[-_ ]?secret|(my)?[-_ ]?password");

    private SampleSecret() {}

    /** True of what is no secret to anybody, for example {@code changeme}. */
    public static boolean is(String secret) {
        return SAMPLE.matcher(secret.toLowerCase(Locale.ROOT)).matches();
    }
}
