package io.lyceum.commerce;

import java.util.List;

/**
 * The seats that an order has paid for others.
 *
 * @param code with which anybody takes one of them
 * @param path where the code is used, on the school's host
 * @param seats how many were paid
 * @param held how many are taken or promised by an invitation
 * @param invitations those that stand, the latest first
 */
public record SeatPack(
        String code, String path, int seats, int held, List<SeatInvitation> invitations) {

    /** How many were promised and not taken yet. */
    public int invited() {
        return (int)
                invitations.stream()
                        .filter(one -> one.status() == SeatInvitation.Status.OPEN)
                        .count();
    }

    /** How many somebody has. */
    public int taken() {
        return held - invited();
    }

    /** How many nobody has, and nobody was promised. */
    public int left() {
        return seats - held;
    }
}
