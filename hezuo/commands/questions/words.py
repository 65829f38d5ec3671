"""The words of tables, in Chinese and in English: those of the API's closed sets, and the heads of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LANGUAGES = ("zh", "en")

# As the API's descriptions have them.
CHINESE_VALUES = {
    "COVERED": "已覆盖",
    "PARTIAL": "部分成员覆盖",
    "INHERITED": "上级覆盖",
    "NOT_COVERED": "未覆盖",
    "UNKNOWN": "未知",
    "REVIEWED": "已审定",
    "READ": "已读原文",
    "TITLE": "仅凭标题",
    "SHARED_GAP": "共同缺口",
    "ONE_SIDED": "单方覆盖",
    "COMMON_GROUND": "共同覆盖",
    "UNDETERMINED": "待定",
    "CREATED": "新增",
    "UPDATED": "修改",
    "REMOVED": "删除",
    "REGION": "地区",
    "ECONOMIC_ZONE": "经济区",
    "PROGRAMME": "项目",
    "INSTITUTION": "机构",
    "POLICY_DOCUMENT": "政策文件",
    "CLAUSE": "条款",
    "TASK": "任务",
    "THEME": "主题",
    "INDUSTRY": "产业",
    "INDICATOR": "指标",
    "SOURCE": "来源",
}
CHINESE_HEADS = {
    "number": "序号",
    "task": "任务",
    "theme": "主题",
    "kind": "类型",
    "clauses to borrow": "可借鉴条款",
    "document": "文件",
    "could settle": "可判定",
    "could confirm": "可核实",
    "why": "理由",
    "where": "来源",
    "command": "命令",
    "unknown statuses": "未知状态",
    "year": "年份",
    "on titles alone": "仅凭标题",
    "days of change": "变化日期",
    "party": "主体",
    "version": "版本",
    "at": "时间",
    "action": "变更",
    "id": "标识",
    "name": "名称",
    "by": "操作者",
    "rank": "名次",
    "code": "代码",
    "score": "得分",
    "high": "最高可能得分",
    "completeness": "完整度",
    "sufficient": "依据充分",
    "first in": "居首比例",
    "ties": "联系明细",
    "component": "因素",
    "value": "值",
    "weight": "权重",
    "contribution": "贡献",
    "explanation": "说明",
    "donor": "支援方",
    "donor code": "支援方代码",
    "recipient": "受援方",
    "recipient code": "受援方代码",
    "kept": "保留",
    "total score": "总分",
    "unmatched": "未结对",
    "kind before": "原类型",
    "kind after": "现类型",
    "changed": "状态变化",
    "came": "新增文件",
    "lapsed": "失效文件",
    "changed tasks": "有变化的任务",
    "unchanged tasks": "未变任务",
}


def say_value(value: str, language: str) -> str:
    """A value of a closed set; in English as the API has it."""
    return CHINESE_VALUES.get(value, value) if language == "zh" else value


def say_status(one: Mapping[str, Any], language: str) -> str:
    """A status; with what a party's own documents say where it inherits, and with its basis where that is a title."""
    said = say_value(one["status"], language)
    more = one["own"] if one["status"] == "INHERITED" else "TITLE" if one["basis"] == "TITLE" else None
    if more is None:
        return said
    return f"{said}（{say_value(more, language)}）" if language == "zh" else f"{said} ({more})"


def say_head(head: str, language: str) -> str:
    """The head of a column."""
    return CHINESE_HEADS[head] if language == "zh" else head


def say_word(word: str, language: str) -> str:
    """Yes or no."""
    return {"yes": "是", "no": "否"}[word] if language == "zh" else word
