package io.weapp.passport.wechatsim;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a newcomer meets in a browser or with curl: the front page, and a fresh code for the asking. */
final class Pages {
    private static final String FRONT = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>WeChat simulator</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { color: #06863f; }
        pre { background: #f4f6f5; border-left: 4px solid #07c160; padding: .7rem 1rem; overflow-x: auto; }
        code { background: #f4f6f5; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd; }
        </style>
        </head>
        <body>
        <h1>WeChat simulator</h1>
        <p>This server behaves like <code>api.weixin.qq.com</code>, so that a mini program's login can be tried without
        WeChat. Its people, codes and keys are invented, and gone when it stops.</p>

        <h2>Get a code</h2>
        <p>What <a href="/code?user=alice"><code>wx.login</code></a> and the
        <a href="/phone-code?user=alice">phone button</a> give to a mini program. Users need no registration;
        <code>&amp;appid=</code> names another app.</p>
        <pre>curl '@url@/code?user=alice'
        curl '@url@/phone-code?user=alice'</pre>

        <h2>Call WeChat</h2>
        <pre>APP=wx0000000000demo01 SECRET=demo-secret-0123456789abcdef0123
        curl -G @url@/sns/jscode2session -d appid=$APP -d secret=$SECRET -d grant_type=authorization_code \\
          -d js_code=$(curl -s '@url@/code?user=alice')
        curl -G @url@/cgi-bin/token -d appid=$APP -d secret=$SECRET -d grant_type=client_credential
        curl @url@/cgi-bin/stable_token \\
          -d '{"grant_type":"client_credential","appid":"'$APP'","secret":"'$SECRET'"}'</pre>
        <p>Also <code>/wxa/checksession</code>, <code>/wxa/resetusersessionkey</code>,
        <code>/wxa/business/getuserphonenumber</code>, <code>/wxa/business/checkencryptedmsg</code>,
        <code>/wxa/business/getuserencryptkey</code>, <code>/wxa/msg_sec_check</code>, <code>/wxa/media_check_async</code>,
        <code>/wxa/getpaidunionid</code>, <code>/wxa/getpluginopenpid</code> and <code>/wxa/getuserriskrank</code>.</p>
        <table>
        <tr><th>App</th><th>Secret</th><th>Open Platform</th></tr>
        <tr><td>wx0000000000demo01</td><td>demo-secret-0123456789abcdef0123</td><td>demo-platform</td></tr>
        <tr><td>wx0000000000demo02</td><td>demo-secret-fedcba98765432100002</td><td>none</td></tr>
        </table>

        <h2>Make trouble</h2>
        <pre>curl -d '{"kind":"errcode","api":"/sns/jscode2session","errcode":-1,"times":2}' @url@/control/faults
        curl -d '{"kind":"delay","millis":5000,"times":1}' @url@/control/faults
        curl -d '{"kind":"lost-reply","api":"/sns/jscode2session","times":1}' @url@/control/faults
        curl -d '{"user":"alice","blocked":true}' @url@/control/users
        curl -d '{"seconds":301}' @url@/control/clock
        curl -d '{"session-key-rotation":"always"}' @url@/control/switches
        curl -d '{"user":"alice","event":{"Event":"user_authorization_revoke","RevokeInfo":"6"}}' @url@/control/push
        curl -d '{}' @url@/control/reset</pre>
        <table>
        <tr><th>Order</th><th>Fields</th></tr>
        <tr><td>POST /control/reset</td><td></td></tr>
        <tr><td>POST /control/apps</td><td>appId, secret, frozen, ipWhitelist[], openPlatformId, minuteQuota</td></tr>
        <tr><td>POST /control/users</td><td>user, unionId (derived, none or a value), blocked, phone, countryCode,
        nickName, avatarUrl</td></tr>
        <tr><td>POST /control/codes</td><td>user, appId, kind (login, phone, plugin), expired</td></tr>
        <tr><td><a href="/control/identity?user=alice">GET /control/identity</a></td><td>user, appId</td></tr>
        <tr><td><a href="/control/session-keys">GET /control/session-keys</a></td><td></td></tr>
        <tr><td>POST /control/session-key</td><td>user, appId: the key is replaced</td></tr>
        <tr><td>POST /control/user-info, /user-profile, /phone-data, /open-data</td><td>user, appId, key (current,
        previous, wrong), timestamp, watermarkAppId, data{} (open-data only)</td></tr>
        <tr><td>POST /control/payments</td><td>user, appId: pays now</td></tr>
        <tr><td>POST /control/risk-ranks</td><td>user, appId, rank</td></tr>
        <tr><td>POST /control/content</td><td>content, suggest (pass, review, risky), label</td></tr>
        <tr><td><a href="/control/media-checks">GET /control/media-checks</a></td><td></td></tr>
        <tr><td>POST, DELETE /control/faults</td><td>kind (errcode, delay, drip, cut-before-work, lost-reply, lie), api,
        appId, times; errcode, errmsg; millis; status, contentType, body, repeat</td></tr>
        <tr><td>POST /control/push-settings</td><td>appId, url, token, aesKey, mode (plain, compatible, safe), format
        (json, xml)</td></tr>
        <tr><td>POST /control/push-check</td><td>appId, echostr: asks the app's server for it</td></tr>
        <tr><td>POST /control/push, /push-request</td><td>appId, user, event{Event, …} or message: sent, or only
        shown</td></tr>
        <tr><td>POST /control/api-security</td><td>appId, symmetricKey, symmetricKeySn, publicKey, signs</td></tr>
        <tr><td><a href="/control/clock">GET</a>, POST /control/clock</td><td>seconds</td></tr>
        <tr><td>DELETE /control/tokens</td><td>appId</td></tr>
        <tr><td><a href="/control/calls">GET</a>, DELETE /control/calls</td><td>api, appId</td></tr>
        <tr><td><a href="/control/switches">GET</a>, POST /control/switches</td><td>see below</td></tr>
        </table>

        <h2>Switches</h2>
        <table>
        <tr><th>Name</th><th>Values</th><th>Default</th></tr>
        @switches@
        </table>
        </body>
        </html>
        """;

    private Pages() {}

    static Reply answer(World world, ApiCall call, String url) {
        if (!call.method().equals("GET")) {
            return Reply.text(405, "only GET here");
        }
        return switch (call.path()) {
            case "/" -> Reply.html(FRONT.replace("@url@", url).replace("@switches@", switches()));
            case "/code" -> code(world, call, Code.Kind.LOGIN);
            case "/phone-code" -> code(world, call, Code.Kind.PHONE);
            default -> Reply.text(404, "nothing here; see " + url);
        };
    }

    private static Reply code(World world, ApiCall call, Code.Kind kind) {
        String user = call.query().getOrDefault("user", "");
        if (user.isEmpty()) {
            return Reply.text(400, "whose code? add ?user=alice");
        }
        synchronized (world) {
            App app = world.apps.find(call.query().getOrDefault("appid", App.DEMO.appId()));
            if (app == null) {
                return Reply.text(400, "unknown appid");
            }
            return Reply.text(
                    200, world.codes.issue(kind, app, world.users.named(user)).value());
        }
    }

    private static String switches() {
        return Stream.of(Switch.values())
                .map(one -> "<tr><td>%s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(one.externalName(), one.allowed().replace("|", ", "), one.initial()))
                .collect(Collectors.joining("\n"));
    }
}
