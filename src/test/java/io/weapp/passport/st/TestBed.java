package io.weapp.passport.st;

import io.weapp.passport.wechatsim.WechatSimulator;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** The server and the WeChat that all system tests of a run share; each starts when it is first asked for. */
public final class TestBed {
    /** Who runs the shared server. */
    public static final String OPERATOR = "root@example.com";

    private static final String MASTER_KEY = randomKey();
    private static final String OPERATOR_PASSWORD = randomKey();

    private TestBed() {}

    public static PassportServer server() {
        return SharedServer.INSTANCE;
    }

    public static WechatSimulator simulator() {
        return SharedSimulator.INSTANCE;
    }

    /** A view of the shared simulator, on the demo app. */
    public static WechatSystem wechat() {
        return new WechatSystem(URI.create(simulator().url()));
    }

    /** Secret: a test may look for leaks of it. */
    public static String masterKey() {
        return MASTER_KEY;
    }

    /** Secret: a test may look for leaks of it. */
    public static String operatorPassword() {
        return OPERATOR_PASSWORD;
    }

    /** What the shared server was started with; a test may start a server of its own with more or with others. */
    public static Map<String, String> settings() {
        return Map.of(
                "PASSPORT_MASTER_KEY",
                MASTER_KEY,
                "PASSPORT_WECHAT_URL",
                simulator().url(),
                "PASSPORT_BOOTSTRAP_APP_ID",
                WechatSystem.DEMO_APP,
                "PASSPORT_BOOTSTRAP_APP_SECRET",
                WechatSystem.DEMO_SECRET,
                "PASSPORT_BOOTSTRAP_OPERATOR",
                OPERATOR,
                "PASSPORT_BOOTSTRAP_OPERATOR_PASSWORD",
                OPERATOR_PASSWORD,
                "PASSPORT_RATE_LOGIN",
                "off",
                "PASSPORT_RATE_REFRESH",
                "off",
                "PASSPORT_RATE_ADMIN_LOGIN",
                "off",
                "PASSPORT_DOCTOR_AT_START",
                "false");
    }

    /** 32 bytes in base64, as a master key is. */
    public static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static final class SharedServer {
        private static final PassportServer INSTANCE = PassportServer.start("shared", settings());
    }

    private static final class SharedSimulator {
        private static final WechatSimulator INSTANCE = WechatSimulator.start(0);
    }
}
