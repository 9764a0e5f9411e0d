package io.lyceum.plugins.hubspot;

import java.util.Locale;

/** What people read, in English and Russian; {@code %s} are filled in in their order. */
enum Words {
    TOKEN_MISSING(
            "There is no access token yet. Create a private app at HubSpot (Settings, Integrations,"
                    + " Private Apps) and enter its token in this plugin's settings.",
            "Токен доступа ещё не задан. Создайте в HubSpot частное приложение (Settings,"
                    + " Integrations, Private Apps) и введите его токен в настройках плагина."),
    TOKEN_REFUSED(
            "HubSpot does not accept the access token: it was revoked, replaced or mistyped. Copy"
                    + " the current token from the private app at HubSpot into this plugin's"
                    + " settings.",
            "HubSpot не принимает токен доступа: он отозван, заменён или введён с ошибкой."
                    + " Скопируйте действующий токен из частного приложения HubSpot в настройки"
                    + " плагина."),
    SCOPES_MISSING(
            "The access token may not do this. Give the private app at HubSpot the scopes"
                    + " crm.objects.contacts.read, crm.objects.contacts.write and"
                    + " crm.schemas.contacts.read. HubSpot says: %s",
            "У токена нет нужных прав. Добавьте частному приложению HubSpot права"
                    + " crm.objects.contacts.read, crm.objects.contacts.write и"
                    + " crm.schemas.contacts.read. Ответ HubSpot: %s"),
    NOT_GRANTED(
            "The school has not granted this plugin what it needs: %s",
            "Школа не дала плагину нужного разрешения: %s"),
    WAIT(
            "HubSpot is out of reach, busy, or its limit of requests is used up; this is tried"
                    + " again by itself. (%s)",
            "HubSpot недоступен, занят или исчерпан лимит запросов; попытка повторится сама. (%s)"),
    REFUSED(
            "HubSpot did not take this contact. Correct the person's data or the mapping in this"
                    + " plugin's settings, and send the event again. HubSpot says: %s",
            "HubSpot не принял контакт. Исправьте данные человека или соответствие свойств в"
                    + " настройках плагина и отправьте событие снова. Ответ HubSpot: %s"),
    STORAGE_FULL("The plugin's storage is full: %s", "Хранилище плагина заполнено: %s"),
    MEANWHILE_CHANGED(
            "Another event of the same person was worked on at the same time; this is tried again"
                    + " by itself.",
            "Одновременно обрабатывалось другое событие этого человека; попытка повторится сама."),
    BAD_EVENT(
            "The event %s lacks ids that belong to it.",
            "В событии %s не хватает идентификаторов."),
    WORKS(
            "HubSpot answers, and the mapped properties are there (%s). That the token may write"
                    + " shows with the first event; nothing was changed now.",
            "HubSpot отвечает, сопоставленные свойства найдены (%s). Есть ли право на запись, будет"
                    + " видно с первым событием; сейчас ничего не изменено."),
    NOTHING_MAPPED("none is mapped", "не сопоставлено ни одного"),
    BAD_NAME(
            "“%s” is no internal name of a property: those are small letters, digits and _.",
            "«%s» – не внутреннее имя свойства: оно состоит из строчных латинских букв, цифр и _."),
    NAME_TWICE(
            "The property %s is mapped twice; each can take one value only.",
            "Свойство %s сопоставлено дважды, а значение у него может быть только одно."),
    PROPERTY_MISSING(
            "Contacts at HubSpot have no property %s. Create it there (Settings, Properties), or"
                    + " clear it here.",
            "У контактов HubSpot нет свойства %s. Создайте его там (Settings, Properties) или"
                    + " очистите поле здесь."),
    PROPERTY_TYPE(
            "The property %s at HubSpot is of type %s; this needs %s.",
            "Свойство %s в HubSpot имеет тип %s, а нужен %s."),
    PROPERTY_READ_ONLY(
            "The property %s at HubSpot cannot be written.",
            "Свойство %s в HubSpot нельзя изменять."),
    CONTACT_STAYS(
            "The contact %s stays at HubSpot, since this plugin's settings don't let it delete"
                    + " contacts. Delete it there if nobody else needs it.",
            "Контакт %s остаётся в HubSpot: настройки плагина не разрешают удалять контакты."
                    + " Удалите его там, если он больше никому не нужен."),
    CONTACT_NOT_DELETED(
            "The contact %s could not be deleted at HubSpot; what is needed for it is kept here."
                    + " Erase again later, or delete it there. (%s)",
            "Контакт %s не удалось удалить в HubSpot; нужные для этого данные пока сохранены."
                    + " Повторите удаление позже или удалите контакт там. (%s)"),
    NOT_READ(
            "The contact at HubSpot could not be read now. (%s)",
            "Сейчас не удалось прочитать контакт в HubSpot. (%s)"),
    CONTACT("contact %s", "контакт %s");

    private final String english;
    private final String russian;

    Words(String english, String russian) {
        this.english = english;
        this.russian = russian;
    }

    /** The words in a language; in English, if it is neither of both. */
    String in(Locale locale, Object... values) {
        return String.format(locale.getLanguage().equals("ru") ? russian : english, values);
    }
}
