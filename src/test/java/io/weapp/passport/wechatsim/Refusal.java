package io.weapp.passport.wechatsim;

/** WeChat says no: an {@code errcode} instead of an answer. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errcode;

    Refusal(Errcode code) {
        this(code, code.text());
    }

    Refusal(Errcode code, String text) {
        super(text, null, false, false);
        this.errcode = code.number();
    }

    int errcode() {
        return errcode;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
