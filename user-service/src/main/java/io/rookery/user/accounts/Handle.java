package io.rookery.user.accounts;

import java.util.regex.Pattern;

/** The name a user is found by: unique without regard to case. */
public final class Handle {

    public static final String PATTERN = "^[A-Za-z0-9_]{1,15}$";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Handle() {}

    public static boolean isValid(String text) {
        return COMPILED.matcher(text).matches();
    }
}
