package io.rookery.user.accounts;

import java.util.regex.Pattern;

/** An e-mail address in ASCII, so that lower case means the same here and in any database. */
public final class Email {

    public static final String PATTERN = "^[!-?A-~]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$";

    /** RFC 5321, 4.5.3.1.3. */
    public static final int MAX_LENGTH = 254;

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Email() {}

    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && COMPILED.matcher(text).matches();
    }
}
