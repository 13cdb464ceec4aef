package io.rookery.user.passwords;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Computes no hash, and while it is held does not end. */
@TestComponent
@Primary
class HeldEncoder implements PasswordEncoder {

    private volatile CountDownLatch entered = new CountDownLatch(0);
    private volatile CountDownLatch released = new CountDownLatch(0);

    void hold() {
        released = new CountDownLatch(1);
        entered = new CountDownLatch(1);
    }

    /** Waits until somebody is held. */
    void awaitHeld() throws InterruptedException {
        if (!entered.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody asked for a hash");
        }
    }

    void release() {
        released.countDown();
    }

    @Override
    public String encode(CharSequence password) {
        pass();
        return "held:" + password;
    }

    @Override
    public boolean matches(CharSequence password, String hash) {
        pass();
        return hash.equals("held:" + password);
    }

    private void pass() {
        entered.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
