/** The demo: the WAR on Payara Micro beside a simulated WeChat. */
@NullMarked
package io.weapp.passport.demo;

import org.jspecify.annotations.NullMarked;
