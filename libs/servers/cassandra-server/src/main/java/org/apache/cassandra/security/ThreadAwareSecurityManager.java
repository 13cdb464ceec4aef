package org.apache.cassandra.security;

import java.security.PermissionCollection;
import java.security.Permissions;

/**
 * Takes the place of Cassandra's class of this name, which cannot load since JDK 24 removed the security manager it
 * installs. That manager confines user-defined functions only, so they must stay switched off (the default) wherever
 * this class is used. Its jar has to come before Cassandra's on the class path. For one developer's machine and for
 * tests; a production cluster runs the unmodified Cassandra on the JDK it supports.
 */
public final class ThreadAwareSecurityManager {

    /** Read by Cassandra's function code when that class loads. */
    public static final PermissionCollection noPermissions = readOnly(new Permissions());

    private ThreadAwareSecurityManager() {}

    /** Called once while the daemon starts; there is nothing to install. */
    public static void install() {}

    /** No thread runs user-defined code here. */
    public static boolean isSecuredThread() {
        return false;
    }

    private static PermissionCollection readOnly(PermissionCollection permissions) {
        permissions.setReadOnly();
        return permissions;
    }
}
