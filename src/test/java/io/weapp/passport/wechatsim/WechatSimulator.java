package io.weapp.passport.wechatsim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** WeChat in a box: a server that answers as {@code api.weixin.qq.com} does, and obeys its tests. */
public final class WechatSimulator implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WechatSimulator.class.getName());
    private static final int BACKLOG = 1000;

    static {
        // Without the first every answer on a kept connection waits 40 ms for an acknowledgement; without the second
        // the server closes quiet connections just when a client may want them again.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
    }

    private final HttpServer server;
    private final ExecutorService workers;
    private volatile World world = new World();

    private WechatSimulator(HttpServer server) {
        this.server = server;
        this.workers = Executors.newCachedThreadPool(work -> {
            Thread worker = new Thread(work, "wechat-simulator-" + port());
            worker.setDaemon(true);
            return worker;
        });
    }

    public static void main(String... arguments) {
        String port =
                arguments.length > 0 ? arguments[0] : System.getenv().getOrDefault("PASSPORT_SIMULATOR_PORT", "8089");
        WechatSimulator simulator = start(Integer.parseInt(port));
        LOG.log(Level.INFO, "WeChat simulator on {0}", simulator.url());
    }

    /** Port 0 takes any free one. */
    public static WechatSimulator start(int port) {
        try {
            WechatSimulator simulator = new WechatSimulator(HttpServer.create(new InetSocketAddress(port), BACKLOG));
            simulator.server.createContext("/", simulator::serve);
            simulator.server.setExecutor(simulator.workers);
            simulator.server.start();
            return simulator;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://localhost:" + port();
    }

    /** Calls that are being delayed are cut. */
    @Override
    public void close() {
        workers.shutdownNow();
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = answer(ApiCall.read(exchange));
            // An exchange that is closed without a reply cuts the connection.
            if (reply != null) {
                reply.send(exchange);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.log(
                    Level.ERROR,
                    "the simulator failed at " + exchange.getRequestURI().getPath(),
                    bug);
            throw bug;
        }
    }

    private @Nullable Reply answer(ApiCall call) throws InterruptedException {
        if (ApiServer.serves(call.path())) {
            return ApiServer.answer(world, call);
        }
        if (call.path().equals("/control/reset") && call.method().equals("POST")) {
            world = new World();
            return Reply.json(200, JsonValue.EMPTY_JSON_OBJECT);
        }
        if (call.path().equals("/control/push")) {
            return ControlServer.answerSlowly(world, call, PushControl::send);
        }
        if (call.path().equals("/control/push-check")) {
            return ControlServer.answerSlowly(world, call, PushControl::check);
        }
        if (call.path().startsWith("/control/")) {
            return ControlServer.answer(world, call);
        }
        return Pages.answer(world, call, url());
    }
}
