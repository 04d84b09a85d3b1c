package io.weapp.passport.service;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The body of {@code POST /apps/APPID/plugin-openpid}.
 *
 * @param code what {@code wx.pluginLogin} gave
 */
public record PluginCodeRequest(
        @NotNull @Size(min = 1, max = 256) String code) {

    /** Whoever holds the code can use it, so it is not printed. */
    @Override
    public String toString() {
        return "PluginCodeRequest";
    }
}
