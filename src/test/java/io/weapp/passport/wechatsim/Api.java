package io.weapp.passport.wechatsim;

import jakarta.json.JsonObject;

/** One of WeChat's APIs: it answers with JSON, or throws a {@link Refusal}. */
@FunctionalInterface
interface Api {
    JsonObject answer(World world, ApiCall call);
}
