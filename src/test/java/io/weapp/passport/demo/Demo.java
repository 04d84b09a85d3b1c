package io.weapp.passport.demo;

import io.weapp.passport.st.PassportServer;
import io.weapp.passport.st.PayaraMicro;
import io.weapp.passport.st.WechatSystem;
import io.weapp.passport.wechatsim.WechatSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Starts the WAR on Payara Micro, with a simulated WeChat, and says what to try. */
public final class Demo {
    private static final String WECHAT_URL = "PASSPORT_WECHAT_URL";
    private static final String APP_ID = "PASSPORT_BOOTSTRAP_APP_ID";

    private Demo() {}

    public static void main(String... arguments) throws InterruptedException {
        try {
            run(new TreeMap<>(System.getenv()));
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Map<String, String> settings) throws InterruptedException {
        settings.keySet().removeIf(name -> !name.startsWith("PASSPORT_"));
        int port = freePort(settings, "PASSPORT_HTTP_PORT", "8080");
        boolean simulated = !settings.containsKey(WECHAT_URL);
        if (simulated) {
            WechatSimulator simulator = WechatSimulator.start(freePort(settings, "PASSPORT_SIMULATOR_PORT", "8089"));
            settings.put(WECHAT_URL, simulator.url());
        }
        settings.putIfAbsent("PASSPORT_DEMO", "true");
        settings.putIfAbsent(APP_ID, WechatSystem.DEMO_APP);
        settings.putIfAbsent("PASSPORT_BOOTSTRAP_APP_SECRET", WechatSystem.DEMO_SECRET);
        Path data = Path.of(settings.getOrDefault("PASSPORT_DATA", "target/demo"));

        System.out.println("Starting Payara Micro; its log is " + data.resolve("server.log"));
        PassportServer server = PassportServer.start(new PayaraMicro(), data, port, settings);
        String code = simulated ? "$(curl -s '%s/code?user=alice')".formatted(settings.get(WECHAT_URL)) : "CODE";
        System.out.printf("""

                The passport is ready at %s, WeChat is %s. Try a login:

                  code=%s
                  curl -s %s/api/v1/login -H 'Content-Type: application/json' -d '{"appId":"%s","code":"'$code'"}'

                Ctrl-C ends it.
                """, server.base(), settings.get(WECHAT_URL), code, server.base(), settings.get(APP_ID));
        server.join();
        throw new IllegalStateException("The server has ended; its log is " + server.log());
    }

    private static int freePort(Map<String, String> settings, String name, String usual) {
        int port = Integer.parseInt(settings.getOrDefault(name, usual));
        try (ServerSocket free = new ServerSocket(port)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("Port " + port + " is taken: choose another one with " + name + ".", e);
        }
    }
}
