package io.weapp.passport.wechatsim;

import java.security.SecureRandom;

/** The letters that random codes, tokens and request ids are made of. */
enum RandomText {
    HEX("0123456789abcdef"),
    ALPHANUMERIC("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    URL_SAFE("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String letters;

    RandomText(String letters) {
        this.letters = letters;
    }

    String ofLength(int length) {
        return RANDOM.ints(length, 0, letters.length())
                .collect(
                        StringBuilder::new,
                        (text, letter) -> text.append(letters.charAt(letter)),
                        StringBuilder::append)
                .toString();
    }
}
