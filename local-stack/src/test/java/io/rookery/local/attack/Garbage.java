package io.rookery.local.attack;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that no one should send, and someone will: known ones, and as many random ones as asked for. */
final class Garbage {

    /** For the place of a text. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t\r\n",
            "\u0000",
            "a\u0000b",
            "null",
            "undefined",
            "true",
            "-1",
            "0",
            "+1",
            "1.5",
            "1e9",
            "0x1f",
            "NaN",
            "Infinity",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "00000000000000000000000001",
            "\u0661\u0662\u0663",
            "\uff11\uff12",
            "1,2",
            "1,,2",
            ",",
            "me",
            "ME",
            "../../etc/passwd",
            "..\\..\\windows",
            "' OR '1'='1",
            "1; DROP TABLE users--",
            "{\"$gt\":\"\"}",
            "${jndi:ldap://127.0.0.1/a}",
            "#{7*7}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "%00",
            "%s%n%x",
            "\u202e\u200b\u2066",
            "\ufeff",
            "\ufffd\ufffe\uffff",
            "e\u0301",
            "\ud83d\udc26".repeat(300),
            "\u0301".repeat(1_000),
            "\ud800",
            "\udc00x",
            "a".repeat(281),
            "a".repeat(3_000),
            "http://127.0.0.1:22/",
            "file:///etc/passwd",
            "AAAA",
            "AQAAAAAAAAABAAAAAA",
            "_-_-_-_-_-_-_-_-_-");

    /** For the place of any JSON value, as they stand in a body. */
    static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1.5",
            "1e400",
            "-1e-400",
            "9007199254740993",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            "9".repeat(1_200),
            "[]",
            "[[]]",
            "[null]",
            "[1,\"2\",{}]",
            "{}",
            "{\"a\":1}",
            "[" + "\"1\",".repeat(2_000) + "\"1\"]",
            "[".repeat(500) + "]".repeat(500),
            "{\"a\":".repeat(500) + "1" + "}".repeat(500),
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\x\"",
            "\"unterminated",
            "'single'",
            "NaN",
            "01",
            "1.",
            "// comment\n1",
            "\"a\" \"b\"",
            "");

    /** Whole bodies. */
    static final List<byte[]> BODIES = List.of(
            bytes(""),
            bytes(" "),
            bytes("{"),
            bytes("{}"),
            bytes("}"),
            bytes("[]"),
            bytes("null"),
            bytes("\"text\""),
            bytes("42"),
            bytes("{\"content\":\"a\",\"content\":\"b\"}"),
            bytes("{\"\":1}"),
            bytes("{\"a\":1}{\"b\":2}"),
            bytes("<xml/>"),
            bytes("content=a&x=b"),
            bytes("\u0000\u0000"),
            new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', '}'},
            new byte[] {'{', '"', 'c', 'o', 'n', 't', 'e', 'n', 't', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'},
            new byte[] {
                '{',
                '"',
                'c',
                'o',
                'n',
                't',
                'e',
                'n',
                't',
                '"',
                ':',
                '"',
                (byte) 0xed,
                (byte) 0xa0,
                (byte) 0x80,
                '"',
                '}'
            },
            new byte[] {(byte) 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0},
            "{\"content\":\"a\"}".getBytes(StandardCharsets.UTF_16),
            bytes("{\"a\":\"" + "x".repeat(60_000) + "\"}"),
            bytes("{\"a\":\"" + "x".repeat(70_000) + "\"}"));

    /** Headers of any request. */
    static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry("Content-Type", "text/plain"),
            Map.entry("Content-Type", "application/xml"),
            Map.entry("Content-Type", "application/json; charset=utf-16"),
            Map.entry("Content-Type", "application/json; charset=nonsense"),
            Map.entry("Content-Type", "multipart/form-data"),
            Map.entry("Content-Type", "application/x-www-form-urlencoded"),
            Map.entry("Content-Type", "///"),
            Map.entry("Content-Type", ""),
            Map.entry("Accept", "text/html"),
            Map.entry("Accept", "application/xml;q=0.1"),
            Map.entry("Accept", "nonsense"),
            Map.entry("Accept", "*/*;q=9"),
            Map.entry("Accept", ","),
            Map.entry("Accept-Encoding", "gzip;q=nonsense"),
            Map.entry("Accept-Encoding", "br, identity;q=0"),
            Map.entry("Accept-Language", "x".repeat(500)),
            Map.entry("Content-Encoding", "gzip"),
            Map.entry("Content-Language", "x"),
            Map.entry("Cookie", "a=b; ; =; \"\""),
            Map.entry("Expect", "the unexpected"),
            Map.entry("Forwarded", "for=\"[::1]\";host=evil.example"),
            Map.entry("Host", "evil.example"),
            Map.entry("Idempotency-Key", ""),
            Map.entry("Idempotency-Key", "two words"),
            Map.entry("Idempotency-Key", "k".repeat(256)),
            Map.entry("Idempotency-Key", "\u00fc"),
            Map.entry("If-Match", "*"),
            Map.entry("If-Modified-Since", "yesterday"),
            Map.entry("If-None-Match", "*"),
            Map.entry("If-None-Match", "W/W/\"\",,\""),
            Map.entry("Origin", "null"),
            Map.entry("Origin", "https://evil.example"),
            Map.entry("Range", "bytes=0-0,-1,5-2"),
            Map.entry("Range", "bytes=99999999999999999999-"),
            Map.entry("Referer", "javascript:alert(1)"),
            Map.entry("Upgrade", "h2c"),
            Map.entry("X-Forwarded-For", "127.0.0.1, \"><script>"),
            Map.entry("X-Forwarded-Prefix", "/internal"),
            Map.entry("X-Forwarded-Proto", "javascript"),
            Map.entry("X-HTTP-Method-Override", "DELETE"),
            Map.entry("X-Request-Id", "a".repeat(5_000)),
            Map.entry("X-Request-Id", "\"><script>"),
            Map.entry("traceparent", "00-zz-zz-99"),
            Map.entry("traceparent", "ff-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01"),
            Map.entry("tracestate", ",=,=="),
            Map.entry("baggage", "a=".repeat(2_000)));

    private Garbage() {}

    /** Of random code points, and pieces of the known ones. */
    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            switch (random.nextInt(3)) {
                case 0 -> text.append(TEXTS.get(random.nextInt(TEXTS.size())));
                case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                default -> text.append((char) random.nextInt(128));
            }
        }
        return text.length() > 2_000 ? text.substring(0, 2_000) : text.toString();
    }

    /** As a JSON value: the text, or something else in its place. */
    static String value(Random random) {
        return random.nextInt(3) == 0 ? VALUES.get(random.nextInt(VALUES.size())) : quoted(text(random));
    }

    /** As a JSON string; a half of a pair stays one, escaped. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < 0x20 || Character.isSurrogate((char) c)) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }

    /** In a path or a query, so that the server decodes it to this text. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** In a path or a query, encoded so that it is no text, or looks like what it is not. */
    static List<String> misencoded() {
        return List.of(
                "%",
                "%z",
                "%zz",
                "%c3%28",
                "%ff%fe",
                "%ed%a0%80",
                "%c0%ae%c0%ae",
                "%252e",
                "%2f",
                "%5c",
                "%3b",
                "%0d%0aX:%20y");
    }

    /** A good body with some bytes changed. */
    static byte[] damaged(byte[] body, Random random) {
        byte[] damaged = body.clone();
        for (int i = 0; i < 1 + random.nextInt(4) && damaged.length > 0; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0
                ? ByteBuffer.allocate(damaged.length / 2)
                        .put(damaged, 0, damaged.length / 2)
                        .array()
                : damaged;
    }

    /** All known texts and then some. */
    static List<String> texts(Random random, int more) {
        List<String> texts = new ArrayList<>(TEXTS);
        for (int i = 0; i < more; i++) {
            texts.add(text(random));
        }
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
