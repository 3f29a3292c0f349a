/* The theme of a control that is not of Annex A. */
#include "theme.h"

#include "schema/schema.h"

int32_t isms__added_theme(const isms_model *model, const char *control)
{
    isms_id own = isms_find(model, ISMS_CONTROL, control);
    if (own)
        return isms_list_value(model, own, ISMS_CONTROL_THEMES, 0);
    const char *stated = isms_text(model, isms_find(model, ISMS_REQUIREMENT, control), ISMS_REQUIREMENT_THEME);
    return stated ? isms__value_by_name(ISMS_ENUM_THEME, stated) : 0;
}
