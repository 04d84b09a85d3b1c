package io.weapp.passport.wechatsim;

import static java.util.Map.entry;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The public side of WeChat: finds the API of a path, and lets the faults have their way with the call. */
final class ApiServer {
    private static final Map<String, Api> APIS = Map.ofEntries(
            entry("/sns/jscode2session", new CodeToSession()),
            entry("/cgi-bin/token", new ClassicToken()),
            entry("/cgi-bin/stable_token", new StableToken()),
            entry("/wxa/checksession", new CheckSession()),
            entry("/wxa/resetusersessionkey", new ResetSessionKey()),
            entry("/wxa/business/getuserphonenumber", new PhoneNumber()),
            entry("/wxa/msg_sec_check", new MsgSecCheck()),
            entry("/wxa/media_check_async", new MediaCheckAsync()),
            entry("/wxa/business/checkencryptedmsg", new CheckEncryptedMessage()),
            entry("/wxa/business/getuserencryptkey", new UserEncryptKey()),
            entry("/wxa/getpaidunionid", new PaidUnionId()),
            entry("/wxa/getpluginopenpid", new PluginOpenPid()),
            entry("/wxa/getuserriskrank", new RiskRank()));

    private ApiServer() {}

    static boolean serves(String path) {
        return path.matches("/(sns|cgi-bin|wxa)(/.*)?");
    }

    /** No reply means that the connection is to be cut. */
    static @Nullable Reply answer(World world, ApiCall call) throws InterruptedException {
        Visit visit = Visit.begin(world, call);
        Optional<Fault.Delays> delay = visit.fault(Fault.Delays.class);
        if (delay.isPresent()) {
            Thread.sleep(delay.get().time().toMillis());
        }
        if (visit.fault(Fault.CutsBeforeWork.class).isPresent()) {
            return visit.end("cut", null);
        }
        Optional<Fault.Lies> lie = visit.fault(Fault.Lies.class);
        if (lie.isPresent()) {
            return visit.end(
                    "lie",
                    new Reply(
                            lie.get().status(),
                            lie.get().contentType(),
                            lie.get().body()));
        }
        JsonObject answer = work(world, call, visit.fault(Fault.Errs.class).orElse(null));
        if (visit.fault(Fault.LosesReply.class).isPresent()) {
            return visit.end("lost", null);
        }
        Reply reply = reply(world, call, answer);
        Optional<Fault.Drips> drip = visit.fault(Fault.Drips.class);
        return visit.end(
                String.valueOf(answer.getInt("errcode", 0)),
                drip.isPresent() ? reply.dripping(drip.get().pause()) : reply);
    }

    private static JsonObject work(World world, ApiCall call, Fault.@Nullable Errs fault) {
        synchronized (world) {
            boolean worksFirst = fault != null
                    && fault.errcode() == Errcode.BUSY.number()
                    && world.switches.isOn(Switch.BUSY_CONSUMES_CODE);
            if (fault != null && !worksFirst) {
                return injected(world, call, fault);
            }
            JsonObject answer = answerOrRefusal(world, call);
            return fault == null ? answer : injected(world, call, fault);
        }
    }

    private static JsonObject answerOrRefusal(World world, ApiCall call) {
        try {
            Api api = APIS.get(call.path());
            if (api == null) {
                throw new Refusal(Errcode.INVALID_URL);
            }
            ApiSecurity security = ApiSecurity.of(world, call);
            return api.answer(world, security == null ? call : security.opened(world, call));
        } catch (Refusal refusal) {
            return error(refusal.errcode(), withRid(world, call, refusal.text()));
        }
    }

    private static JsonObject injected(World world, ApiCall call, Fault.Errs fault) {
        String errmsg = fault.errmsg();
        return error(fault.errcode(), errmsg == null ? withRid(world, call, Errcode.textOf(fault.errcode())) : errmsg);
    }

    private static JsonObject error(int errcode, String errmsg) {
        return Json.createObjectBuilder()
                .add("errcode", errcode)
                .add("errmsg", errmsg)
                .build();
    }

    private static String withRid(World world, ApiCall call, String text) {
        return "%s%s%08x-%s-%s"
                .formatted(
                        text,
                        underSns(call) ? ", rid: " : " rid: ",
                        world.clock.instant().getEpochSecond(),
                        RandomText.HEX.ofLength(8),
                        RandomText.HEX.ofLength(8));
    }

    private static Reply reply(World world, ApiCall call, JsonObject answer) {
        synchronized (world) {
            String text = answer.toString();
            Reply plain = new Reply(
                    200,
                    underSns(call)
                            ? world.switches.position(Switch.SNS_CONTENT_TYPE)
                            : "application/json; encoding=utf-8",
                    world.switches.isOn(Switch.SLASH_ESCAPING) ? text.replace("/", "\\/") : text);
            ApiSecurity security = ApiSecurity.of(world, call);
            return security == null || Errcode.comesUnsigned(answer.getInt("errcode", 0))
                    ? plain
                    : security.sealed(world, call, plain);
        }
    }

    private static boolean underSns(ApiCall call) {
        return call.path().startsWith("/sns");
    }

    /** One call on its way through, from its first line in the journal to its last. */
    private record Visit(World world, ApiCall call, String appId) {

        static Visit begin(World world, ApiCall call) {
            synchronized (world) {
                String appId = world.appIdOf(call);
                world.journal.arrives(call, appId);
                return new Visit(world, call, appId);
            }
        }

        <T extends Fault> Optional<T> fault(Class<T> kind) {
            synchronized (world) {
                return world.faults.next(kind, call.path(), appId);
            }
        }

        @Nullable
        Reply end(String outcome, @Nullable Reply reply) {
            synchronized (world) {
                world.journal.ends(call, appId, outcome);
            }
            return reply;
        }
    }
}
