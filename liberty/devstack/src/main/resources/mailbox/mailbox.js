// Looks for new mail once a second while the page is visible, and reloads when there is some.
const newest = document.body.dataset.newest;
const to = document.body.dataset.to;

async function look() {
    if (!document.hidden) {
        try {
            const answer = await fetch("/api/messages?to=" + encodeURIComponent(to));
            const messages = (await answer.json()).messages;
            if ((messages.length ? messages[0].id : "") !== newest) {
                location.reload();
                return;
            }
        } catch (e) {
            // The stack was stopped; it may come back.
        }
    }
    setTimeout(look, 1500);
}

setTimeout(look, 1500);
